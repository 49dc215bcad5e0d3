// A button that copies a text, and says so for a moment.
import { useState } from 'preact/hooks'

export function CopyButton({ words, text }: { words: string; text: () => string }) {
  const [done, setDone] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setDone('copied')
    } catch {
      setDone(byHand(text()) ? 'copied' : 'not allowed')
    }
    setTimeout(() => setDone(''), 1500)
  }
  return (
    <button type="button" class="quiet copy" onClick={() => void copy()}>
      {done || words}
    </button>
  )
}

/** The way of browsers that give the clipboard only to secure pages. */
function byHand(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'unseen'
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
