// Text with the words of events marked, and the legend of the marks. The chosen event's marks are full, with a word under
// each that says what it is; the triggers of the others are faint, and choose their event when pressed. All of it is text:
// nothing that a document says becomes markup.
import { pieces, type Kind, type Mark, type Piece } from '../lib/marks'

export const MEANING: Record<Kind, string> = {
  trigger: 'the word that tells the event',
  actor: 'who does it',
  recipient: 'to whom it is done',
  speaker: 'on whose word',
  cue: 'the word that says it is said',
  time: 'when',
  place: 'where',
  goods: 'what is given, sold or banned',
  quantity: 'how many, how much',
  condition: 'only if',
}

interface Marked {
  text: string
  marks: Mark[]
  /** The event whose marks are full. */
  chosen: string | null
  from?: number
  to?: number
  onChoice?: (event: string) => void
}

export function MarkedText({ text, marks, chosen, from, to, onChoice }: Marked) {
  const shown = marks.filter((mark) => mark.of === chosen || mark.kind === 'trigger')
  return (
    <>
      {pieces(text, shown, from, to).map((piece) => (
        <One key={piece.start} piece={piece} chosen={chosen} onChoice={onChoice} />
      ))}
    </>
  )
}

function One({
  piece,
  chosen,
  onChoice,
}: {
  piece: Piece
  chosen: string | null
  onChoice?: ((event: string) => void) | undefined
}) {
  const own = piece.marks.filter((mark) => mark.of === chosen)
  const other = piece.marks.find((mark) => mark.of !== chosen)
  if (other && own.length === 0) {
    const choose = onChoice && (() => onChoice(other.of))
    return choose ? (
      <button type="button" class="mark faint" title={other.note} onClick={choose}>
        {piece.text}
      </button>
    ) : (
      <>{piece.text}</>
    )
  }
  // The narrowest mark is innermost. What begins here is named by a word under the line.
  const named = own.filter((mark) => mark.start === piece.start).map((mark) => mark.kind)
  let inner = <>{piece.text}</>
  for (const mark of [...own].reverse())
    inner = (
      <mark class={`mark ${mark.kind}`} title={mark.note}>
        {inner}
      </mark>
    )
  return (
    <>
      {named.length > 0 && <span class={`tag ${named.at(-1)}`} data-word={named.join(', ')} aria-hidden="true" />}
      {inner}
    </>
  )
}

/** What the marks mean: those that occur. */
export function Legend({ marks }: { marks: Mark[] }) {
  const kinds = [...new Set(marks.map((mark) => mark.kind))]
  return (
    <ul class="legend" aria-label="What the marks mean">
      {(Object.keys(MEANING) as Kind[])
        .filter((kind) => kinds.includes(kind))
        .map((kind) => (
          <li key={kind}>
            <mark class={`mark ${kind}`}>{kind}</mark> <span class="dim">{MEANING[kind]}</span>
          </li>
        ))}
    </ul>
  )
}
