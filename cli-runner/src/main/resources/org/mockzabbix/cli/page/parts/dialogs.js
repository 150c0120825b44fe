// The dialogs of the page, one at a time.
import { html, useLayoutEffect, useRef } from '/lib/htm-preact.js';
import { closeDialog, openedDialog } from '/core/dialog.js';
import { HelpDialog } from '/views/helpdialog.js';
import { ResetDialog } from '/views/resetdialog.js';
import { FilterDialog } from '/views/filterdialog.js';
import { SendDialog } from '/views/senddialog.js';
import { KeyDialog } from '/views/keydialog.js';
import { ScenarioDialog } from '/views/scenariodialog.js';

const DIALOGS = {
  help: HelpDialog, reset: ResetDialog, filter: FilterDialog, send: SendDialog,
  key: KeyDialog, scenario: ScenarioDialog,
};

function Modal({ name, detail }) {
  const element = useRef(null);
  useLayoutEffect(() => { // at once: keys that follow are for the dialog
    const opener = document.activeElement;
    element.current.showModal();
    return () => opener?.focus?.();
  }, []);
  const Body = DIALOGS[name];
  return html`
    <dialog ref=${element} aria-labelledby="dialog-title" onClose=${closeDialog}>
      <${Body} detail=${detail} close=${closeDialog} />
    </dialog>`;
}

export function Dialogs() {
  const open = openedDialog();
  return open && html`<${Modal} key=${open.name} ...${open} />`;
}
