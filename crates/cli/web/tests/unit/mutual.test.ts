// Rows that differ in the order of the parties alone are one entry; others stay as they are.
import { expect, test } from 'vitest'
import { mutual } from '../../src/lib/mutual'

const COLUMNS = ['kind', 'from', 'to', 'what']
const row = (...cells: string[]) => ({ id: cells.join('/'), cells, claims: [], record: null })

test('what binds both sides is one entry, in the order of the first', () => {
  const rows = [
    row('obligation', 'RUS', 'PRK', 'defence'),
    row('transfer', 'PRK', 'RUS', 'shells'),
    row('obligation', 'PRK', 'RUS', 'defence'),
  ]
  expect(mutual(rows, COLUMNS).map((one) => [one.row.id, one.mutual])).toEqual([
    ['obligation/RUS/PRK/defence', true],
    ['transfer/PRK/RUS/shells', false],
  ])
})

test('two alike in one direction meet two in the other', () => {
  const rows = [row('a', 'X', 'Y', 'd'), row('a', 'X', 'Y', 'd'), row('a', 'Y', 'X', 'd')]
  expect(mutual(rows, COLUMNS).map((one) => one.mutual)).toEqual([true, false])
})

test('a party alone has no other side', () => {
  expect(mutual([row('a', 'X', 'X', 'd'), row('a', 'X', 'X', 'd')], COLUMNS)).toHaveLength(2)
})
