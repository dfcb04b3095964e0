/** Which step is shown. Each has an address, so that back and reload work. */

import * as server from './server.js';
import {$, showForm} from './dom.js';
import {tell} from './state.js';

const STEPS = [1, 2, 3, 4, 5, 6];
/** What stands in a step's place when its form has done its work. */
const FORMS = {1: ['form-1', 'result-1'], 2: ['guide-2', 'result-2'], 3: ['form-3', 'result-3']};

export const stepOf = hash => Number(/^#step-([1-6])$/.exec(hash)?.[1] ?? 0);
export const currentStep = () => stepOf(location.hash) || 1;

let byKeyboard = false;
let wantedField = null;
let moved = false;

/** Whether the person has begun to do something: then nothing may take the page elsewhere any more. */
export const hasMoved = () => moved;

export function startSteps() {
  for (const type of ['pointerdown', 'keydown', 'input', 'hashchange', 'wheel']) {
    addEventListener(type, () => {
      moved = true;
    }, {capture: true, passive: true});
  }
  addEventListener('keydown', () => {
    byKeyboard = true;
  }, {capture: true});
  addEventListener('pointerdown', () => {
    byKeyboard = false;
  }, {capture: true});
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
    focusTitle();
  });
}

function showStep(moveFocus) {
  const step = currentStep();
  for (const other of STEPS) {
    $(`step-${other}`).hidden = other !== step;
    const link = document.querySelector(`[data-nav="${other}"]`);
    if (other === step) {
      link.setAttribute('aria-current', 'step');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  tell('step');
  if (wantedField) {
    $(wantedField).closest('details')?.setAttribute('open', '');
    $(wantedField).focus();
    wantedField = null;
  } else if (moveFocus) {
    scrollTo(0, 0);
    focusTitle();
    // the browser scrolls to the section that the address names, which is below the header
    requestAnimationFrame(() => scrollTo(0, 0));
  }
}

/** A screen reader begins there; the ring is for those who came by keyboard. */
function focusTitle() {
  const title = $(`title-${currentStep()}`);
  title.classList.toggle('quiet', !byKeyboard);
  title.focus({preventScroll: true});
}

/** Where a fix is to be made: the step, and there the field. */
export function goTo(step, field) {
  const [form, result] = FORMS[step] ?? [];
  if (form && (field || step === 2)) {
    showForm($(form), $(result));
  }
  wantedField = field ?? null;
  if (currentStep() === step) {
    showStep(true);
  } else {
    location.hash = `#step-${step}`;
  }
}
