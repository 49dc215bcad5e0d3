// An answer in the forms in which people take it away: CSV, JSON, a citation, the command that gives the same.
import type { Answer, Evidence } from './types'

/** RFC 4180: quoted where it must be, lines ended by CRLF. A cell that a spreadsheet would run as a formula gets a `'`. */
export function csv(columns: string[], rows: string[][]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** An answer's rows with the names by which their proofs are asked for. */
export function answerCsv(answer: Answer): string {
  return csv(
    ['id', ...answer.columns, 'claims'],
    answer.rows.map((row) => [row.id, ...row.cells, row.claims.join(';')]),
  )
}

export function answerJson(answer: Answer): string {
  return JSON.stringify({ title: answer.title, notes: answer.notes, rows: answer.rows.map((row) => row.record) }, null, 2)
}

/** One line for a note: what the answer is, on which ledger, as seen when. */
export function citation(answer: Answer, ledger: string, version: string, link: string, day: string): string {
  const claims = new Set(answer.rows.flatMap((row) => row.claims)).size
  const rests = claims ? `, resting on ${claims} ${claims === 1 ? 'claim' : 'claims'}` : ''
  return `Casus ${version}, ledger ${ledger}: “${answer.title}” (${answer.rows.length} ${answer.rows.length === 1 ? 'line' : 'lines'}${rests}), seen ${day}, ${link}`
}

/** One sentence with its source. */
export function quotation(evidence: Evidence): string {
  const source = [evidence.publisher, evidence.known].filter(Boolean).join(', ')
  return `“${evidence.sentence}” (${source}${evidence.url ? `, ${evidence.url}` : ''}; claim ${evidence.id})`
}

/** Words of a command line, quoted for a POSIX shell where they must be. */
export function shell(words: string[]): string {
  return words.map((word) => (/^[A-Za-z0-9_./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ')
}

/** The condition in SQL that asks for the same cases. */
function condition(all: (name: string) => string[]): string {
  const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`
  const any = (column: string, values: string[]) => (values.length ? [`${column} IN (${values.map(quoted).join(', ')})`] : [])
  const party = (code: string) =>
    `(';' || coalesce(actor, '') || ';' || coalesce(recipient, '') || ';') LIKE ${quoted(`%;${code};%`)}`
  const spoken = (name: string) =>
    `claim IN (SELECT claim FROM speakers JOIN actors USING (actor) WHERE ${quoted(name)} COLLATE NOCASE IN (name, code))`
  return [
    ...any('event', all('type')),
    ...any('status', all('status')),
    ...any('publisher', all('source')),
    ...all('confidence').map((least) => `confidence >= ${Number(least)}`),
    ...all('speaker').map(spoken),
    ...all('party').map(party),
    ...all('from').map((day) => `first_day >= ${quoted(day)}`),
    ...all('to').map((day) => `first_day <= ${quoted(day)}`),
  ].join(' AND ')
}

/** `casus ask` with what the form and the filter hold. */
export function command(question: string, given: URLSearchParams, filter: URLSearchParams, ledger: string): string {
  const words = ['casus', 'ask']
  const all = (name: string) => given.getAll(name).filter(Boolean)
  const parties = all('party')
  const option = (name: string) => all(name).flatMap((value) => [`--${name}`, value])
  switch (question) {
    case 'without':
      words.push('without', ...option('source'), 'state', ...parties)
      break
    case 'breaches':
    case 'diff':
      words.push(question, ...option('from'), ...option('to'))
      if (parties.length === 2) words.push('--between', ...parties)
      break
    case 'cases': {
      const where = condition(all)
      words.push('cases', ...(where ? ['--where', where] : []))
      break
    }
    default:
      words.push(question, ...parties, ...option('attacked'), ...option('by'), ...option('from'), ...option('to'))
  }
  if (question !== 'cases') for (const [name, value] of filter) words.push('--only', `${name}=${value}`)
  words.push(...option('on'), ...option('known'), ...option('disbelieve'), ...option('limit'), '--ledger', ledger)
  return shell(words)
}
