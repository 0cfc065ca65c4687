/** A whole browser of somebody else, driven from outside for a minute beside another worker on two cores. */
const abroad =
  'another browser, for a minute: what it stumbled over by itself each time was of the browser or its driver'

/**
 * Browser tests that may need a second try, each by `file › title`, with the reason why it cannot be mended. Any other that
 * needs one fails the run: what is late for a test is late for a child.
 * @type {Readonly<Record<string, string>>}
 */
const secondTries = {
  'engines/firefox.spec.ts › ten journeys of a teacher and a pupil go as well in Firefox': abroad,
  'engines/webkit.spec.ts › ten journeys of a teacher and a pupil go as well in WebKitGTK': abroad,
}

/**
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ title: string, tests: { status: string, results: { duration: number }[] }[] }} Spec
 */

/** What a browser run came to. @param {Suite[]} files As Playwright reports them. @param {typeof secondTries} listed */
export function judgeTries(files, listed = secondTries) {
  const tests = files.flatMap((file) =>
    specsOf(file).map((spec) => ({
      name: `${file.title} › ${spec.title}`,
      statuses: spec.tests.map(({ status }) => status),
    })),
  )
  const flaky = tests.filter(({ statuses }) => statuses.includes('flaky')).map(({ name }) => name)
  const known = new Set(tests.map(({ name }) => name))
  const failures = [
    ...flaky.filter((name) => !(name in listed)).map((name) => `needed a second try, and is not listed: ${name}`),
    ...Object.keys(listed)
      .filter((name) => !known.has(name))
      .map((name) => `listed for a second try, and no test: ${name}`),
  ]
  const notes = flaky
    .filter((name) => name in listed)
    .map((name) => `needed a second try, as listed: ${name} (${listed[name]})`)
  return { failures, notes }
}

/** @param {Suite} suite @returns {Spec[]} */
export function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}
