// Marks that lie beside, inside and across one another are cut into pieces that hold the whole text, once.
import { expect, test } from 'vitest'
import { marksOf, pieces, type Mark } from '../../src/lib/marks'
import type { EventRecord } from '../../src/lib/types'

const mark = (kind: Mark['kind'], start: number, end: number): Mark => ({ kind, start, end, of: 'a#0', note: kind })
const shown = (text: string, marks: Mark[], from?: number, to?: number) =>
  pieces(text, marks, from, to).map((piece) => [piece.text, piece.marks.map((one) => one.kind)])

test('text without marks is one piece', () => {
  expect(shown('Seoul worries.', [])).toEqual([['Seoul worries.', []]])
})

test('a mark inside another is innermost', () => {
  expect(shown('other weapons to Russia, it says', [mark('place', 17, 23), mark('recipient', 0, 23)])).toEqual([
    ['other weapons to ', ['recipient']],
    ['Russia', ['recipient', 'place']],
    [', it says', []],
  ])
})

test('marks that cross are cut where they cross', () => {
  expect(shown('abcdef', [mark('actor', 0, 4), mark('recipient', 2, 6)])).toEqual([
    ['ab', ['actor']],
    ['cd', ['actor', 'recipient']],
    ['ef', ['recipient']],
  ])
})

test('two marks of the same words keep one order', () => {
  const both = [mark('speaker', 0, 3), mark('actor', 0, 3)]
  expect(shown('Kim', both)).toEqual(shown('Kim', [...both].reverse()))
})

test('a part of the text has only what lies in it', () => {
  expect(shown('One. Two says. Three.', [mark('speaker', 5, 8), mark('actor', 0, 3), mark('cue', 9, 30)], 5, 14)).toEqual([
    ['Two', ['speaker']],
    [' ', []],
    ['says.', ['cue']],
  ])
})

test('the pieces together are the text', () => {
  const text = 'Łódź – 🚢 sinks'
  const marks = [mark('actor', 0, 4), mark('trigger', 10, 15), mark('place', 3, 12), mark('time', 7, 7)]
  expect(
    pieces(text, marks)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text)
})

test('the words of an event become marks at their places', () => {
  const text = 'Łódź: Putin visited Kim, Yonhap said.'
  const at = (words: string) => {
    const start = new TextEncoder().encode(text.slice(0, text.indexOf(words))).length
    return { text: words, start, end: start + words.length }
  }
  const actor = (words: string, code: string) => ({ ...at(words), name: words, code, sector: ['GOV'], wikidata: null })
  const event: EventRecord = {
    id: 'a#0',
    document: 'a',
    date: null,
    date_text: null,
    event: 'CONSULT',
    mode: ['visit'],
    context: [],
    status: 'actual',
    condition: null,
    actor: [actor('Putin', 'RUS')],
    recipient: [actor('Kim', 'PRK')],
    attribution: [
      { speaker: actor('Yonhap', 'KOR'), cue: at('said'), stance: 'asserts' },
      { speaker: null, cue: null, stance: 'alleges' },
    ],
    event_loc: null,
    quantities: [],
    goods: [],
    exchange: null,
    cameo: '042',
    goldstein: 1.9,
    quad_code: 1,
    event_scale: 4,
    text_info: { sentence: 0, start: 0, end: 40, trigger: at('visited') },
    rule: 'consult/visit:124',
    confidence: 0.5,
  }
  const found = marksOf(event, text).map((one) => [one.kind, text.slice(one.start, one.end)])
  expect(found).toEqual([
    ['trigger', 'visited'],
    ['actor', 'Putin'],
    ['recipient', 'Kim'],
    ['speaker', 'Yonhap'],
    ['cue', 'said'],
  ])
})
