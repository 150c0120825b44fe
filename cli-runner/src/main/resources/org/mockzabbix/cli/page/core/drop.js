// A scenario that is dropped anywhere on the page, or chosen as a file, replaces the present one.
import { openDialog } from '/core/dialog.js';

export async function openScenario(file) {
  openDialog('scenario', { name: file.name, text: await file.text() });
}

export function chooseScenario() {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.yaml,.yml,.json';
  input.onchange = () => input.files[0] && openScenario(input.files[0]);
  input.click();
}

export function startDrop() {
  const page = document.documentElement;
  let depth = 0;
  const show = change => page.classList.toggle('dropping', (depth = Math.max(0, depth + change)) > 0);
  addEventListener('dragenter', () => show(1));
  addEventListener('dragleave', () => show(-1));
  addEventListener('dragover', event => event.preventDefault());
  addEventListener('drop', event => {
    event.preventDefault();
    show(-depth);
    const [file] = event.dataTransfer.files;
    if (file) openScenario(file);
  });
}
