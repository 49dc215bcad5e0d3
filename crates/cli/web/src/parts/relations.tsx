// The state of relations as groups of short entries: obligations, sanctions, exchanges, conflicts, commitments, and the rest,
// each with its status, since when, and how sure it is. Every entry opens its proof.
import { useState } from 'preact/hooks'
import { address } from '../lib/address'
import { mutual } from '../lib/mutual'
import { plural } from '../lib/scale'
import type { Answer, AnswerRow, Relation } from '../lib/types'
import { Status } from './claims'
import { Nothing } from './notice'
import { Proof } from './proof'

const GROUPS: [string, string][] = [
  ['conflict', 'Conflicts'],
  ['obligation', 'Obligations'],
  ['sanction', 'Sanctions'],
  ['transfer', 'Exchanges'],
  ['commitment', 'Commitments'],
  ['treaty', 'Treaties'],
  ['visit', 'Visits'],
  ['tie', 'Ties'],
  ['recognition', 'Recognition'],
  ['membership', 'Seats in the same organisations'],
  ['events', 'What has happened'],
]

export function StateOfRelations({ answer, asked }: { answer: Answer; asked: URLSearchParams }) {
  const at = (column: string) => answer.columns.indexOf(column)
  const kind = (row: AnswerRow) => row.cells[at('kind')] ?? ''
  const kinds = [...new Set(answer.rows.map(kind))]
  const known = GROUPS.map(([name]) => name)
  const groups = [
    ...GROUPS.filter(([name]) => kinds.includes(name)),
    ...kinds.filter((name) => !known.includes(name)).map((name): [string, string] => [name, name]),
  ]
  if (answer.rows.length === 0) return <Nothing>Nothing holds between the two on this day, as far as is known.</Nothing>
  return (
    <div class="relations">
      {groups.map(([name, words]) => (
        <Group
          key={name}
          words={words}
          folded={name === 'membership'}
          rows={answer.rows.filter((row) => kind(row) === name)}
          columns={answer.columns}
          asked={asked}
        />
      ))}
    </div>
  )
}

/** So many entries of a kind are shown at first. */
const FEW = 8

function Group({
  words,
  rows,
  columns,
  asked,
  folded,
}: {
  words: string
  rows: AnswerRow[]
  columns: string[]
  asked: URLSearchParams
  folded: boolean
}) {
  const [all, setAll] = useState(false)
  const entries = mutual(rows, columns)
  const shown = all || entries.length <= FEW + 2 ? entries : entries.slice(0, FEW)
  return (
    <details open={!folded} class="group">
      <summary>
        <h3>{words}</h3> <span class="number">{entries.length}</span>
      </summary>
      <ul>
        {shown.map(({ row, mutual }, index) => (
          <Entry key={row.id + index} row={row} both={mutual} columns={columns} asked={asked} />
        ))}
      </ul>
      {shown.length < entries.length && (
        <button type="button" class="quiet" onClick={() => setAll(true)}>
          all {entries.length}
        </button>
      )}
    </details>
  )
}

function Entry({ row, both, columns, asked }: { row: AnswerRow; both: boolean; columns: string[]; asked: URLSearchParams }) {
  const [open, setOpen] = useState(false)
  const cell = (name: string) => row.cells[columns.indexOf(name)] ?? ''
  const relation = row.record as Partial<Relation>
  const counted = cell('kind') === 'events'
  const hedge = cell('hedge')
  const days = [cell('since'), cell('until')].filter(Boolean).join(' to ')
  return (
    <li class={relation.hedge?.possible ? 'possible' : ''}>
      <span class="parties">
        {cell('from')}
        {cell('to') && ` ${both ? '⇄' : '→'} ${cell('to')}`}
      </span>{' '}
      <span class="what">{cell('what')}</span> {cell('status') && <Status status={cell('status')} />}{' '}
      {days && <span class="dim">{counted ? days : `since ${days}`}</span>} {hedge && <span class="hedge">{hedge}</span>}{' '}
      {counted ? (
        <a class="quietlink" href={address('ask', ['timeline'], { party: asked.getAll('party'), known: asked.get('known') })}>
          timeline
        </a>
      ) : (
        <button type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {row.claims.length > 0 ? plural(row.claims.length, 'claim') : 'law'}
        </button>
      )}
      {open && <Proof id={row.id} asked={asked} />}
    </li>
  )
}
