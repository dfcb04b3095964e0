/** Which step is shown. Each has an address, so that back and reload work. */

import * as server from './server.js';
import {$, notice, paragraph, showForm} from './dom.js';
import {tell} from './state.js';

const STEPS = [1, 2, 3, 4, 5, 6];
/** What stands in a step's place when its form has done its work. */
const FORMS = {1: ['form-1', 'result-1'], 2: ['guide-2', 'result-2'], 3: ['form-3', 'result-3']};

export const stepOf = hash => Number(/^#step-([1-6])$/.exec(hash)?.[1] ?? 0);
export const currentStep = () => stepOf(location.hash) || 1;

const started = new Map();
let later = {};
let byKeyboard = false;
let wanted = null;
let moved = false;
let shown = null;

/** Whether the person has begun to do something: then nothing may take the page elsewhere any more. */
export const hasMoved = () => moved;

/** @param modules functions that fetch what a step does, when somebody first goes there */
export function startSteps(modules) {
  later = modules;
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
  $('step-1').hidden = currentStep() !== 1; // no other step is painted before the wanted one is there
  showStep(false);
  addEventListener('hashchange', () => {
    if (server.takeNewToken()) {
      location.reload();
    } else if (location.hash === '' || stepOf(location.hash)) {
      shown = showStep(true);
    }
  });
  document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    focusTitle();
  });
}

/** The step works as soon as it can be seen; where its module cannot be fetched, it says so in place of its form. */
function start(step) {
  if (later[step] && !started.has(step)) {
    started.set(step, server.whenLoaded(later[step]()).then(module => {
      module.start();
    }, ({answer}) => showBroken(step, answer)));
  }
  return started.get(step);
}

function showBroken(step, {error, fix}) {
  const work = $(`step-${step}`).querySelector('.work');
  work.hidden = true;
  work.before(notice('error', error, paragraph(fix)));
}

async function showStep(moveFocus) {
  const step = currentStep();
  await start(step);
  if (step !== currentStep()) {
    return;
  }
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
  const field = wanted?.step === step && wanted.field;
  wanted = null;
  if (field) {
    $(field).closest('details')?.setAttribute('open', '');
    $(field).focus();
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

/**
 * Where a fix is to be made: the step, and there the field.
 *
 * @return once the step can be seen and has the focus; false where the person went elsewhere meanwhile
 */
export async function goTo(step, field) {
  const [form, result] = FORMS[step] ?? [];
  if (form && (field || step === 2)) {
    showForm($(form), $(result));
  }
  wanted = {step, field};
  if (currentStep() === step) {
    shown = showStep(true);
  } else {
    location.hash = `#step-${step}`;
    await new Promise(resolve => addEventListener('hashchange', resolve, {once: true}));
  }
  await shown;
  return currentStep() === step;
}
