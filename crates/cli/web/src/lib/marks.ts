// Marks on a text, as spans that may overlap, to pieces that do not: each piece has its text and all the marks that cover
// it, the widest first. What is drawn from them is the affair of parts/marked.tsx.
import type { EventRecord, Told } from './types'
import { ruler, type Ruler } from './offsets'

/** What a word can be in an event. */
export const KINDS = [
  'trigger',
  'actor',
  'recipient',
  'speaker',
  'cue',
  'time',
  'place',
  'goods',
  'quantity',
  'condition',
] as const
export type Kind = (typeof KINDS)[number]

export interface Mark {
  kind: Kind
  /** Places in the string. */
  start: number
  end: number
  /** The claim or event of which it is a part. */
  of: string
  /** What is told where one points at it. */
  note: string
}

/** The kind by the name that the API gives it. */
export function kindOf(what: string): Kind {
  if (what === 'date') return 'time'
  return (KINDS as readonly string[]).includes(what) ? (what as Kind) : 'goods'
}

/** The words of a claim as the API marks them. */
export function marksOfTold(told: Told, scale: Ruler): Mark[] {
  return told.marks.map((mark) => ({
    kind: kindOf(mark.what),
    start: scale.at(mark.start),
    end: scale.at(mark.end),
    of: told.id,
    note: mark.what === 'trigger' ? `tells ${[told.event, ...told.mode].join(' ')}` : `${kindOf(mark.what)}: ${mark.text}`,
  }))
}

export interface Piece {
  text: string
  start: number
  marks: Mark[]
}

/** Cuts a text, or the part of it from one place to another, where a mark begins or ends. */
export function pieces(text: string, marks: Mark[], from = 0, to = text.length): Piece[] {
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(from, mark.start), end: Math.min(to, mark.end) }))
    .filter((mark) => mark.end > mark.start)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
  const cuts = new Set([from, to])
  for (const mark of inside) cuts.add(mark.start).add(mark.end)
  const sorted = [...cuts].sort((a, b) => a - b)
  const found: Piece[] = []
  for (let index = 0; index + 1 < sorted.length; index++) {
    const start = sorted[index] ?? 0
    const end = sorted[index + 1] ?? start
    const over = inside.filter((mark) => mark.start <= start && mark.end >= end)
    found.push({ text: text.slice(start, end), start, marks: over })
  }
  return found
}

/** The words of an event as marks. */
export function marksOf(event: EventRecord, text: string | Ruler): Mark[] {
  const scale = typeof text === 'string' ? ruler(text) : text
  const marks: Mark[] = []
  const add = (kind: Kind, words: { start: number; end: number } | null | undefined, note: string) => {
    if (words) marks.push({ kind, start: scale.at(words.start), end: scale.at(words.end), of: event.id, note })
  }
  const who = (actor: EventRecord['actor'][number]) =>
    [actor.name ?? actor.text, [actor.code, ...actor.sector].filter(Boolean).join('.'), actor.office, actor.wikidata]
      .filter(Boolean)
      .join(', ')
  add('trigger', event.text_info.trigger, `tells ${[event.event, ...event.mode].join(' ')}; rule ${event.rule}`)
  for (const actor of event.actor) add('actor', actor, `who does it: ${who(actor)}`)
  for (const actor of event.recipient) add('recipient', actor, `to whom: ${who(actor)}`)
  for (const link of event.attribution) {
    add('speaker', link.speaker, `on whose word: ${link.speaker ? who(link.speaker) : 'nobody named'}, ${link.stance}`)
    add('cue', link.cue, `says that it is said: ${link.stance}`)
  }
  add('time', event.date_text, `when: ${event.date ?? 'not known'}`)
  const place = event.event_loc
  if (place) add('place', place, `where: ${[place.name, place.country].filter(Boolean).join(', ')}`)
  for (const goods of event.goods) add('goods', goods, `goods: ${goods.class}`)
  for (const one of event.quantities)
    add('quantity', one, `how many: ${one.kind} ${one.value}${one.unit ? ` ${one.unit}` : ''}`)
  add('condition', event.condition, 'only under this condition')
  return marks
}
