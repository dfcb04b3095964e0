/** An answer of the REST API as a table, where it has the form of one. Pure. */

const MOST_ROWS = 200;

const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The list in an answer: a query's records, or the one list of objects that it has. */
function listOf(answer) {
  if (Array.isArray(answer)) {
    return answer;
  }
  return isObject(answer) ? answer.records ?? Object.values(answer).find(Array.isArray) : undefined;
}

/** @return {columns, rows, total}, all of them text; null where the answer is not a list of objects */
export function tableOf(answer) {
  const list = listOf(answer);
  if (!list || list.length === 0 || !list.every(isObject)) {
    return null;
  }
  const flat = list.slice(0, MOST_ROWS).map(record => flatten(record));
  const columns = [...new Set(flat.flatMap(Object.keys))];
  const rows = flat.map(record => columns.map(name => record[name] ?? ''));
  return {columns, rows, total: answer.totalSize ?? list.length};
}

/** Account.Name for a field of another record; what Salesforce says of the record itself is left out. */
function flatten(record, prefix = '') {
  return Object.entries(record).filter(([name]) => name !== 'attributes').reduce((flat, [name, value]) =>
    isObject(value)
    ? {...flat, ...flatten(value, `${prefix}${name}.`)} : {...flat, [prefix + name]: text(value)}, {});
}

const text = value => value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
