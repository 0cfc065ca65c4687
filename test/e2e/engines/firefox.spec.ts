import { findFirefox } from '#test/helpers/tools.mjs'
import { openFirefox } from './firefox.ts'
import { walkAll } from './walk.ts'

const path = findFirefox()

walkAll(
  'Firefox',
  path === null ? null : () => openFirefox(path),
  'no Firefox was found: apt-get install firefox-esr, or set FIREFOX_PATH',
)
