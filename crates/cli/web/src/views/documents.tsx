// Documents: the reports of the ledger, the newest first. Each leads to its text with the words marked.
import { address, filterOf, type Address } from '../lib/address'
import { changed } from '../lib/address'
import { url } from '../lib/api'
import type { DocumentLine } from '../lib/types'
import { useTitle } from '../lib/title'
import { Pages } from '../parts/more'

export function DocumentsView({ place }: { place: Address }) {
  useTitle('Documents')
  const query = changed(filterOf(place.query), { limit: '60' })
  return (
    <>
      <h1>Documents</h1>
      <Pages<DocumentLine> where={url(['documents'], query)} none="No document of this kind.">
        {(documents) => (
          <ol class="documents">
            {documents.map((one) => (
              <li key={one.id}>
                <time>{one.date ?? one.known}</time>
                <a href={address('evidence', [], { document: one.id })}>{one.title ?? one.id}</a>
                <span class="dim">{[one.publisher, one.author].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ol>
        )}
      </Pages>
    </>
  )
}
