// Rows of relations that hold both ways. A treaty binds each side alike and so gives two rows that differ in nothing but the
// order of the parties; they are read as one.
import type { AnswerRow } from './types'

export interface Entry {
  row: AnswerRow
  mutual: boolean
}

export function mutual(rows: AnswerRow[], columns: string[]): Entry[] {
  const [from, to] = [columns.indexOf('from'), columns.indexOf('to')]
  const others = (row: AnswerRow) => row.cells.filter((_, at) => at !== from && at !== to).join('\n')
  const key = (row: AnswerRow, turned: boolean) =>
    [row.cells[turned ? to : from], row.cells[turned ? from : to], others(row)].join('\n')
  const entries: Entry[] = []
  const open = new Map<string, Entry[]>()
  for (const row of rows) {
    const partner = open.get(key(row, true))?.shift()
    if (partner && row.cells[from] !== row.cells[to]) {
      partner.mutual = true
      continue
    }
    const entry = { row, mutual: false }
    entries.push(entry)
    const waiting = open.get(key(row, false)) ?? []
    waiting.push(entry)
    open.set(key(row, false), waiting)
  }
  return entries
}
