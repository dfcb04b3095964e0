/** Which step is shown. Each has an address, so that back and reload work. */

import * as server from './server.js';
import {$} from './dom.js';
import {tell} from './state.js';

const STEPS = [1, 2, 3, 4, 5, 6];
export const stepOf = hash => Number(/^#step-([1-6])$/.exec(hash)?.[1] ?? 0);
export const currentStep = () => stepOf(location.hash) || 1;

function showStep(moveFocus) {
  const step = currentStep();
  for (const other of STEPS) {
    $(`step-${other}`).hidden = other !== step;
    const link = document.querySelector(`[data-nav="${other}"]`);
    link.toggleAttribute('aria-current', other === step);
    if (other === step) {
      link.setAttribute('aria-current', 'step');
    }
  }
  const title = $(`title-${step}`);
  document.title = `${title.textContent} · sfjwt`;
  if (moveFocus) {
    scrollTo(0, 0);
    title.focus({preventScroll: true});
  }
  tell('step');
}

/** Where a fix is to be made: the step, and there the field. */
export function goTo(step, field) {
  location.hash = `#step-${step}`;
  if (field) {
    // after the hashchange, which moves the focus to the step's title
    setTimeout(() => $(field).focus(), 50);
  }
}

export function startSteps() {
  showStep(false);
  addEventListener('hashchange', () => {
    if (server.takeNewToken()) {
      location.reload();
    } else if (location.hash === '' || stepOf(location.hash)) {
      showStep(true);
    }
  });
  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    $(`title-${currentStep()}`).focus();
  });
}
