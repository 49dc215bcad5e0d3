// The table of an answer: its columns as they come; each row opens the proof on which it rests.
import { useState } from 'preact/hooks'
import { address } from '../lib/address'
import { plural } from '../lib/scale'
import type { Answer, AnswerRow } from '../lib/types'
import { Proof } from './proof'

interface Tabled {
  answer: Answer
  /** What the proof is asked with: the day, what was known, who is not believed. */
  asked: URLSearchParams
  label: string
}

export function AnswerTable({ answer, asked, label }: Tabled) {
  const [open, setOpen] = useState<string | null>(null)
  const width = answer.columns.length + 1
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table class="answer">
        <thead>
          <tr>
            {answer.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">proof</th>
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row, index) => {
            const name = `${row.id} ${index}`
            const shown = open === name
            return [
              <tr key={name} class={shown ? 'open' : ''}>
                {answer.columns.map((column, at) => (
                  <td key={column} data-column={column}>
                    {row.cells[at] ?? ''}
                  </td>
                ))}
                <td class="proof">
                  <ProofButton row={row} shown={shown} onPress={() => setOpen(shown ? null : name)} />
                </td>
              </tr>,
              shown && (
                <tr key={`${name} proof`} class="proofrow">
                  <td colSpan={width}>
                    <Proof id={provable(row)} asked={asked} />
                  </td>
                </tr>
              ),
            ]
          })}
        </tbody>
      </table>
    </div>
  )
}

/** The name by which the proof is asked for: that of a lone claim where the row has none. */
const provable = (row: AnswerRow) => row.id || row.claims[0] || ''

function ProofButton({ row, shown, onPress }: { row: AnswerRow; shown: boolean; onPress: () => void }) {
  const between = /^timeline\/([^/]+)-([^/-]+)\/(.+)$/.exec(row.id)
  if (between) return <a href={address('ask', ['timeline'], { party: [between[1] ?? '', between[2] ?? ''] })}>timeline</a>
  if (!provable(row)) return null
  return (
    <button type="button" class="quiet" aria-expanded={shown} onClick={onPress}>
      {row.claims.length > 0 ? plural(row.claims.length, 'claim') : 'law'}
    </button>
  )
}
