/** The certificate that is on disk, in steps 1 and 2. */

import {copyButton} from './controls.js';
import {$, code, el, facts, paragraph, show, stepLink} from './dom.js';
import {date, daysLeft} from './format.js';
import {icon} from './icons.js';
import {on, state} from './state.js';
import {shown} from './words.js';

export function startCertificate() {
  on('disk', showCertificate);
  showCertificate();
}

/** In step 1, in step 2 beside the guide, and in the task of the guide that says to upload it. */
export function showCertificate() {
  const {certificate, crtContent} = state.disk;
  const none = 'not made yet';
  const rows = () =>
    facts([
      ['File', certificate ? code(shown(certificate.path)) : none],
      ['Valid until', certificate ? `${date(certificate.notAfter)} (${daysLeft(certificate)} days)` : none],
      ['Subject', certificate?.subject.replace(/,(?=\w+=)/g, ', ') ?? none],
      ['SHA-256', certificate ? el('span', {className: 'mono'}, certificate.fingerprint) : none]
    ]);
  const actions = () => el('div', {className: 'actions'}, ...certificateActions(crtContent));
  show($('certificate'), el('h3', {}, 'Your certificate'), rows(), actions());
  show(
    $('upload'),
    el('h3', {}, 'The certificate to upload'),
    rows(),
    certificate ? actions() : paragraph(stepLink(1, 'Make it in step 1'))
  );
  if ($('task-certificate')) {
    show(
      $('task-certificate'),
      code(certificate ? shown(certificate.path) : 'certs/server.crt'),
      crtContent ? downloadLink(crtContent) : stepLink(1, 'Make it in step 1')
    );
  }
  $('reuseKey').disabled = !state.disk.keyFound;
}

export const certificateActions = crtContent =>
  crtContent ? [downloadLink(crtContent), copyButton(crtContent, 'certificate text', 'Copy text')] : [];

function downloadLink(crtContent) {
  const url = URL.createObjectURL(new Blob([crtContent], {type: 'application/x-x509-ca-cert'}));
  return el(
    'a',
    {href: url, download: 'server.crt', role: 'button', className: 'small secondary outline'},
    icon('download'),
    el('span', {}, 'Download server.crt')
  );
}
