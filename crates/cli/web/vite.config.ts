// How the page is built: one script, one style sheet, one map; nothing inline, so that a strict content policy holds.
// `npm run dev` passes /api on to a running `casus serve`, by default on port 8719 (CASUS_API names another).
import { defineConfig } from 'vitest/config'

const proxy = { '/api': process.env['CASUS_API'] ?? 'http://127.0.0.1:8719' }

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy },
  preview: { proxy },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
})
