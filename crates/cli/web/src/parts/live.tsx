// What has come into the ledger since the page was drawn. Nothing moves by itself: a pill says how many claims are new, and
// the view is asked anew when it is pressed.
import { useEffect, useState } from 'preact/hooks'
import { refresh } from '../lib/data'
import { count } from '../lib/scale'
import type { Added } from '../lib/types'

export function LivePill() {
  const [fresh, setFresh] = useState(0)
  useEffect(() => {
    let before: number | null = null
    const source = new EventSource('/api/live')
    source.addEventListener('added', (event) => {
      const added = JSON.parse(event.data as string) as Added
      const grown = added.new_claims ?? (before === null ? 0 : added.claims - before)
      before = added.claims
      if (grown > 0) setFresh((sum) => sum + grown)
    })
    return () => source.close()
  }, [])
  const show = () => {
    setFresh(0)
    refresh()
  }
  return (
    <span class="live" role="status">
      {fresh > 0 && (
        <button type="button" class="pill" onClick={show}>
          {count(fresh)} new
        </button>
      )}
    </span>
  )
}
