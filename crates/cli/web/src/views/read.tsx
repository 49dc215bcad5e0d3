// Read: paste a text and see its events and marks at once, and why. Nothing of it is kept.
import { useEffect, useMemo, useState } from 'preact/hooks'
import { FIELDS, filterOf, type Address } from '../lib/address'
import { read, Refusal } from '../lib/api'
import { useSettled } from '../lib/data'
import { today } from '../lib/days'
import { marksOf } from '../lib/marks'
import { ruler } from '../lib/offsets'
import { plural } from '../lib/scale'
import type { EventRecord, Problem, Reading } from '../lib/types'
import { lineOfRecord, passesRecord } from '../lib/wire'
import { useTitle } from '../lib/title'
import { DayField } from '../parts/day'
import { Chain, EventFacts, EventLine } from '../parts/event'
import { Legend, MarkedText } from '../parts/marked'
import { Fault } from '../parts/notice'

const EXAMPLE =
  'Russia and North Korea signed a treaty in Pyongyang on Wednesday under which each must help the other if it is attacked, Russian state media said. Seoul worries that the North reportedly ships shells to Russia in exchange for fuel.'

export function ReadView({ place }: { place: Address }) {
  useTitle('Read')
  const [text, setText] = useState('')
  const [date, setDate] = useState('')
  const settled = useSettled(`${date}\n${text}`, 60)
  const [told, setTold] = useState<Reading | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [took, setTook] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  useEffect(() => {
    const cut = settled.indexOf('\n')
    const [day, words] = [settled.slice(0, cut), settled.slice(cut + 1)]
    if (!words.trim()) {
      setTold(null)
      setProblem(null)
      return
    }
    const stop = new AbortController()
    const start = performance.now()
    read(words, day || today(), stop.signal).then(
      (told) => {
        setTook(performance.now() - start)
        setTold(told)
        setProblem(null)
        setChosen((last) => (told.events.some((event) => event.id === last) ? last : (told.events[0]?.id ?? null)))
      },
      (fault: unknown) => {
        if (fault instanceof Refusal) setProblem(fault.problem)
      },
    )
    return () => stop.abort()
  }, [settled])
  const filter = filterOf(place.query, FIELDS.read).toString()
  const reading = useMemo(() => told && narrowed(told, new URLSearchParams(filter)), [told, filter])
  const all = told?.events.length ?? 0
  return (
    <>
      <h1>
        Read <span class="dim">paste a text; its events are coded as you type, and nothing is kept</span>
      </h1>
      <div class="split read">
        <div>
          <label class="paste">
            <span class="unseen">Text</span>
            <textarea
              rows={7}
              placeholder="Paste a report here."
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <p class="controls">
            <DayField label="Published on" value={date} onDay={setDate} />
            {!text && (
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  setText(EXAMPLE)
                  setDate('2024-06-20')
                }}
              >
                An example
              </button>
            )}
            {text && (
              <button type="button" class="quiet" onClick={() => setText('')}>
                Clear
              </button>
            )}
            {reading && !problem && (
              <span class="dim" role="status">
                {reading.events.length < all ? `${reading.events.length} of ` : ''}
                {plural(all, 'event')} in {Math.round(took)} ms
              </span>
            )}
          </p>
          {problem && <Fault problem={problem} />}
          {reading && <Marked reading={reading} chosen={chosen} onChoice={setChosen} />}
        </div>
        <aside>{reading && <Events reading={reading} chosen={chosen} onChoice={setChosen} />}</aside>
      </div>
      {reading && <Why lines={reading.why} />}
    </>
  )
}

/** The same with those events alone that the filter lets through. */
function narrowed(told: Reading, filter: URLSearchParams): Reading {
  return { ...told, events: told.events.filter((event) => passesRecord(event, filter)) }
}

interface Read {
  reading: Reading
  chosen: string | null
  onChoice: (id: string) => void
}

function Marked({ reading, chosen, onChoice }: Read) {
  const marks = useMemo(() => {
    const scale = ruler(reading.document.text)
    return reading.events.flatMap((event) => marksOf(event, scale))
  }, [reading])
  return (
    <>
      <section class="document" aria-label="Marked text">
        <MarkedText text={reading.document.text} marks={marks} chosen={chosen} onChoice={onChoice} />
      </section>
      <Legend marks={marks.filter((mark) => mark.of === chosen)} />
    </>
  )
}

function Events({ reading, chosen, onChoice }: Read) {
  const own = reading.events.find((event) => event.id === chosen)
  if (reading.events.length === 0) return <p class="notice">No event is told here.</p>
  return (
    <>
      <ol class="eventlist">
        {reading.events.map((event: EventRecord) => (
          <li key={event.id}>
            <EventLine line={lineOfRecord(event)} chosen={event.id === chosen} onChoice={onChoice} />
          </li>
        ))}
      </ol>
      {own && (
        <section class="chosen" aria-label="The chosen event">
          <Chain event={own} outlet={null} />
          <EventFacts event={own} />
        </section>
      )}
    </>
  )
}

/** Why it is coded so: the rules tried at each word, and what decided. */
function Why({ lines }: { lines: string[] }) {
  if (lines.length === 0) return null
  return (
    <details class="group reasons">
      <summary>
        <h2>Why</h2> <span class="dim">the rules tried, and what decided</span>
      </summary>
      <pre tabIndex={0}>{lines.join('\n')}</pre>
    </details>
  )
}
