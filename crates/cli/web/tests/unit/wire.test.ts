// From the API's shapes: what a document's claims must be to pass the filter, and where the reports of a case come from.
import { expect, test } from 'vitest'
import type { CaseFull, ClaimAnswer, Told } from '../../src/lib/types'
import { lineOfTold, origins, passes } from '../../src/lib/wire'

const TOLD: Told = {
  id: 'a#0',
  event: 'AID',
  mode: [],
  status: 'negated',
  day: '2024-06-19',
  actor: ['PRK'],
  recipient: ['RUS'],
  speakers: [
    { name: 'Kremlin', code: 'RUS', stance: 'denies', cue: 'denied' },
    { name: null, code: '', stance: 'alleges', cue: null },
  ],
  rule: 'aid/ship',
  confidence: 0.4,
  start: 0,
  end: 9,
  marks: [],
}

test.each([
  ['', true],
  ['type=AID&type=ACCUSE', true],
  ['type=ACCUSE', false],
  ['status=actual', false],
  ['speaker=Kremlin', true],
  ['speaker=KCNA', false],
  ['confidence=0.5', false],
  ['type=AID&status=negated&speaker=RUS&confidence=0.4', true],
])('the filter %s', (filter, wanted) => {
  expect(passes(TOLD, new URLSearchParams(filter))).toBe(wanted)
})

test('a line says on whose word', () => {
  expect(lineOfTold(TOLD)).toMatchObject({ from: 'PRK', to: 'RUS', said: 'Kremlin denies › unnamed alleges' })
})

const report = (id: string, publisher: string, speaker: string | null, repeats: string | null = null) =>
  ({
    id,
    day: '2024-06-19',
    last_day: '2024-06-19',
    case: null,
    said: { sentence: '' },
    document: { id: id.slice(0, -2), publisher, known: '2024-06-19', title: null, repeats },
    record: { attribution: speaker ? [{ speaker: { name: speaker, text: speaker }, cue: null, stance: 'asserts' }] : [] },
  }) as unknown as ClaimAnswer

test('one speaker is one origin in whichever outlet, and a reprint comes from what it repeats', () => {
  const reports = [
    report('a#0', 'Wire', 'Kremlin'),
    report('b#0', 'Post', 'Kremlin'),
    report('c#0', 'Wire', null),
    report('d#0', 'Daily', null, 'c'),
    report('e#0', 'Post', null),
  ]
  const found = origins({ reports } as CaseFull).map((one) => [one.by, one.word, one.claims.map((claim) => claim.id)])
  expect(found).toEqual([
    ['Kremlin', true, ['a#0', 'b#0']],
    ['Wire', false, ['c#0', 'd#0']],
    ['Post', false, ['e#0']],
  ])
})
