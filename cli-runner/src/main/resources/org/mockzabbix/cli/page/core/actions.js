// Actions that a button and a key share.
import { addressOf } from '/core/api.js';
import { nextTheme } from '/core/theme.js';
import { note } from '/parts/say.js';

export const download = () => {
  location.href = addressOf('recording');
};

export const changeTheme = () => note(`Theme: ${nextTheme()}`);
