// Where the page begins: style, the frame of all views, and the view that the address names.
import 'uplot/dist/uPlot.min.css'
import './style/base.css'
import './style/parts.css'
import './style/map.css'
import './style/text.css'
import './style/print.css'
import { render } from 'preact'
import { followLinks } from './lib/place'
import { Frame } from './parts/frame'

followLinks()
const root = document.getElementById('page')
if (root) render(<Frame />, root)
