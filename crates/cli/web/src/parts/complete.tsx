// A field with completion: an input and its list, by the pattern of the ARIA combobox. What is offered comes from the API;
// what is typed and not in the list is taken as it stands, so that any name can be asked for.
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { get, url } from '../lib/api'
import { useSettled } from '../lib/data'
import type { Party, Source, Speaker } from '../lib/types'

export interface Choice {
  value: string
  words: string
  note: string
}

/** States, organisations and people by the beginning of their names. */
export async function actors(prefix: string): Promise<Choice[]> {
  const found = await get<Party[]>(url(['actors'], { prefix, limit: '8' }))
  return found.map((one) => ({
    value: one.code || one.name,
    words: one.name,
    note: [one.code === one.name ? '' : one.code, one.kind === 'state' ? '' : one.kind].filter(Boolean).join(' '),
  }))
}

/** Speakers, by the beginning of their names. */
export async function speakers(prefix: string): Promise<Choice[]> {
  const found = await get<Speaker[]>(url(['speakers'], { prefix, limit: '8' }))
  return found.map((one) => ({
    value: one.name,
    words: one.name,
    note: [one.code, String(one.claims)].filter(Boolean).join(' '),
  }))
}

/** Outlets. */
export async function sources(prefix: string): Promise<Choice[]> {
  const found = await get<Source[]>(url(['sources'], { prefix, limit: '8' }))
  return found.map((one) => ({ value: one.name, words: one.name, note: String(one.documents) }))
}

interface Asked {
  label: string
  value: string
  find: (prefix: string) => Promise<Choice[]>
  onChoice: (value: string) => void
  required?: boolean
  hidden?: boolean
}

export function Complete({ label, value, find, onChoice, required, hidden }: Asked) {
  const id = useId()
  const [text, setText] = useState(value)
  const [open, setOpen] = useState(false)
  const [choices, setChoices] = useState<Choice[]>([])
  const [at, setAt] = useState(-1)
  const settled = useSettled(text, 90)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (!open) return
    let left = false
    find(settled).then(
      (found) => !left && (setChoices(found), setAt(-1)),
      () => !left && setChoices([]),
    )
    return () => {
      left = true
    }
  }, [settled, open])

  const take = (chosen: string) => {
    setOpen(false)
    setText(chosen)
    if (chosen !== value) onChoice(chosen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const by = event.key === 'ArrowDown' ? 1 : -1
      if (choices.length) setAt((last) => (last + by + choices.length) % choices.length)
    } else if (event.key === 'Enter' && open) {
      const chosen =
        choices[at] ??
        choices.find((one) => one.words.toLowerCase() === text.trim().toLowerCase()) ??
        (at < 0 ? choices[0] : undefined)
      if (text.trim()) {
        event.preventDefault()
        take(chosen?.value ?? text.trim())
      }
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setOpen(false)
    }
  }
  const shown = open && choices.length > 0
  return (
    <span class="complete">
      <label for={id} class={hidden ? 'unseen' : ''}>
        {label}
      </label>
      <input
        id={id}
        ref={field}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        required={required}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={hidden ? label : ''}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false)
          if (text.trim() !== value) take(text.trim())
        }}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {choices.map((choice, index) => (
          <li
            key={choice.value + choice.words}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => {
              event.preventDefault()
              take(choice.value)
            }}
          >
            {choice.words} <span class="dim">{choice.note}</span>
          </li>
        ))}
      </ul>
    </span>
  )
}
