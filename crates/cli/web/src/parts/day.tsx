// Days: a field that takes one, and a slider that moves along a span with the day beside it.
import { useEffect, useId, useState } from 'preact/hooks'
import { number, text } from '../lib/days'

export function DayField({
  label,
  value,
  onDay,
  hidden,
}: {
  label: string
  value: string
  onDay: (day: string) => void
  hidden?: boolean
}) {
  return (
    <label class="day">
      <span class={hidden ? 'unseen' : ''}>{label}</span>
      <input
        type="date"
        value={value}
        aria-label={label}
        onChange={(event) => {
          const day = event.currentTarget.value
          if (day === '' || number(day) !== null) onDay(day)
        }}
      />
    </label>
  )
}

interface Slid {
  label: string
  hint: string
  first: string
  last: string
  value: string
  /** What is shown where no day is chosen. */
  none?: string
  onDay: (day: string | null) => void
}

/** A slider over days. What it shows follows at once; it tells its day when it has come to rest for a moment. */
export function DaySlider({ label, hint, first, last, value, none, onDay }: Slid) {
  const id = useId()
  const low = number(first) ?? 0
  const high = Math.max(low, number(last) ?? low)
  const given = number(value)
  const [at, setAt] = useState(given ?? high)
  const [moved, setMoved] = useState(false)
  useEffect(() => setAt(given ?? high), [given, high])
  useEffect(() => {
    if (!moved) return
    const timer = setTimeout(() => {
      setMoved(false)
      onDay(text(at))
    }, 120)
    return () => clearTimeout(timer)
  }, [at, moved])
  const day = text(at)
  const off = given === null && !moved && none !== undefined
  return (
    <div class={off ? 'slider off' : 'slider'}>
      <label for={id} title={hint}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={1}
        value={at}
        aria-valuetext={off ? none : day}
        onInput={(event) => {
          setAt(Number(event.currentTarget.value))
          setMoved(true)
        }}
      />
      {off ? (
        <span class="dayword">{none}</span>
      ) : (
        <DayField label={`${label}, day`} hidden value={day} onDay={(chosen) => onDay(chosen || null)} />
      )}
      {none !== undefined && !off && (
        <button type="button" class="quiet" onClick={() => onDay(null)}>
          {none}
        </button>
      )}
    </div>
  )
}
