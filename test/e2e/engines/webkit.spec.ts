import { findWebKit } from '#test/helpers/tools.mjs'
import { openWebKit } from './webkit.ts'
import { walkAll } from './walk.ts'

const path = findWebKit()

walkAll(
  'WebKitGTK',
  path === null ? null : () => openWebKit(path),
  'no WebKitGTK with its driver was found: apt-get install webkit2gtk-driver xvfb',
)
