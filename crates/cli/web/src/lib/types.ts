// The shapes that the API answers with, as far as the page reads them. Offsets are bytes of UTF-8; days are YYYY-MM-DD.

export interface Words {
  text: string
  start: number
  end: number
}
export interface Actor extends Words {
  name: string | null
  code: string
  sector: string[]
  wikidata: string | null
  office?: string
}
export interface Link {
  speaker: Actor | null
  cue: Words | null
  stance: string
}
export interface Place extends Words {
  name: string
  country: string
  lat: number | null
  lon: number | null
}
export interface Quantity extends Words {
  kind: string
  value: number
  unit: string | null
}
export interface Goods extends Words {
  class: string
}

/** An event as it is coded from a text. */
export interface EventRecord {
  id: string
  document: string
  date: string | null
  date_text: Words | null
  event: string
  mode: string[]
  context: string[]
  actor: Actor[]
  recipient: Actor[]
  status: string
  condition: Words | null
  attribution: Link[]
  event_loc: Place | null
  quantities: Quantity[]
  goods: Goods[]
  exchange: string[] | null
  cameo: string | null
  goldstein: number | null
  quad_code: number
  event_scale: number
  text_info: { sentence: number; start: number; end: number; trigger: Words }
  rule: string
  confidence: number
}

/** A claim as the API gives it: the record, its document, its sentence. lib/wire.ts makes a `Claim` of it. */
export interface ClaimAnswer {
  id: string
  kind: string
  day: string
  last_day: string
  record: EventRecord
  document: DocumentLine
  said: Evidence
  case: { id: string; claims: number; origins: number } | null
}

/** An event that a document of the ledger tells, as the views read it. */
export interface Claim extends EventRecord {
  first_day: string
  last_day: string
  known: string
  publisher: string | null
  title: string | null
  sentence: string
  case: { id: string; claims: number; origins: number } | null
  /** The document of which its document is a reprint. */
  repeats: string | null
}

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Status {
  version: string
  ledger: string
  documents: number
  claims: number
  cases: number
  first: string | null
  last: string | null
}

export interface DocumentLine {
  id: string
  title: string | null
  publisher: string | null
  author: string | null
  date: string | null
  known: string
  url: string | null
  language: string | null
  claim_count?: number
  repeats?: string | null
}
/** A claim in its document: less than a record, and its words marked. */
export interface Told {
  id: string
  event: string
  mode: string[]
  status: string
  day: string
  scale?: number
  actor: string[]
  recipient: string[]
  speakers: { name: string | null; code: string; stance: string; cue: string | null }[]
  rule: string
  confidence: number
  start: number
  end: number
  marks: (Words & { what: string })[]
}
export interface DocumentFull extends DocumentLine {
  text: string
  claims: Told[]
}

export interface Value {
  kind: string
  value: number
  unit: string | null
  said_by: string[]
}
export interface CaseLine {
  id: string
  event: string
  first_day: string
  last_day: string
  actor: string[]
  recipient: string[]
  place: string[]
  origins: number
  claims: string[]
  values: Value[]
  denied_by: string[]
}
export interface CaseFull extends CaseLine {
  reports: ClaimAnswer[]
}

interface Sum {
  events: number
  scale: number
}
export interface StateCount extends Sum {
  code: string
}
export interface PairCount extends Sum {
  a: string
  b: string
}
export interface Point extends Sum {
  lat: number
  lon: number
  place: string | null
  claim: string
  type: string
}
export interface World {
  states: StateCount[]
  pairs: PairCount[]
  points: Point[]
}

export interface Bin extends Sum {
  day: string
  cooperation: number
  conflict: number
}
export interface PairBins {
  a: string
  b: string
  unit: string
  bins: Bin[]
}

/** Somebody who can be asked about. */
export interface Party {
  code: string
  name: string
  kind: string
  point?: [number, number] | null
  claims?: number
}
export interface Speaker {
  name: string
  code: string
  claims: number
}
export interface Source {
  name: string
  documents: number
}

export interface Hedge {
  text: string
  certainty: string
  possible: boolean
  denied_by: string[]
}
export interface Relation {
  id: string
  kind: string
  code: string
  other: string
  status: string
  first_day: string | null
  last_day: string | null
  hedge: Hedge
  terms: Record<string, unknown>
  proof: { rules: string[]; law: string[]; claims: string[]; denials: string[] }
}

export interface AnswerRow {
  id: string
  cells: string[]
  claims: string[]
  record: unknown
}
export interface Answer {
  title: string
  notes: string[]
  columns: string[]
  rows: AnswerRow[]
}

/** A sentence on which an answer rests, with what its words are. */
export interface Evidence {
  id: string
  document?: string
  publisher: string | null
  known: string
  url: string | null
  rule: string
  confidence: number
  says: string
  sentence: string
  start: number
  marks: (Words & { what: string })[]
  denies: boolean
}

/** What an answer rests on. */
export interface Why {
  id: string
  relation: Relation | null
  rules: string[]
  law: string[]
  claims: Evidence[]
}

export interface Parameter {
  name: string
  kind: string
  required: boolean
  many: boolean
  least?: number
  most?: number
}
export interface Question {
  name: string
  about: string
  parameters: Parameter[]
}

export interface NetworkNode {
  code: string
  name: string
  lat: number | null
  lon: number | null
}
export interface NetworkLink {
  a: string
  b: string
  layer: string
  id: string
  words: string
  status: string
  /** How many claims of the year tell it, and from how many origins. */
  claims: number
  origins: number
}
export interface Network {
  on: string | null
  nodes: NetworkNode[]
  links: NetworkLink[]
}

export interface Reading {
  document: { text: string; date?: string | null }
  events: EventRecord[]
  why: string[]
}

export interface Added {
  documents: number
  claims: number
  last: string | null
  new_claims?: number
  new_documents?: number
}

/** What the API says where it cannot answer (RFC 9457). */
export interface Problem {
  title: string
  status: number
  code?: string
  detail?: string
  hint?: string
}
