// Not a module, because it must run before the first paint: else a dark page would flash white.
(() => {
  const chosen = localStorage.getItem('mock-zabbix-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
})();
