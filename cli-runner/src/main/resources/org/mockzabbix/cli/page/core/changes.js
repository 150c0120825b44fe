// Tells the page that something has changed. Many changes in one frame cause one drawing.
let draw = () => {};
let pending = false;

export function onChange(action) {
  draw = action;
  changed();
}

export function changed() {
  if (pending) return;
  pending = true;
  requestAnimationFrame(() => {
    pending = false;
    draw();
  });
}
