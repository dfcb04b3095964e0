/** Dates and versions as people read them. Pure. */
export const date = iso => new Date(iso).toLocaleDateString('en', {dateStyle: 'medium'});
export const time = when => new Date(when).toLocaleTimeString('en', {timeStyle: 'short'});
export const daysLeft = certificate => Math.floor((new Date(certificate.notAfter) - Date.now()) / 86_400_000);

/** The number in what a tool says of itself. */
export const version = said => /\d+(\.\w+)*/.exec(said)?.[0] ?? said;
