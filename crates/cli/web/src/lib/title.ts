// What the browser's tab, its history and bookmarks call a view.
import { useEffect } from 'preact/hooks'

export function useTitle(words: string): void {
  useEffect(() => {
    document.title = words ? `${words} – Casus` : 'Casus'
  }, [words])
}
