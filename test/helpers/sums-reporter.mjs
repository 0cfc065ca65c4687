import { writeFileSync } from 'node:fs'

/**
 * What a run of vitest came to, as JSON in the file that SUMS names: a line for each test file, with what it took to load.
 * @typedef {{ file: string, project: string, seconds: number, loading: number, passed: number, failed: number }} FileSum
 */
export default class SumsReporter {
  /** @type {FileSum[]} */
  #sums = []

  /** @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    const states = [...module.children.allTests()].map((test) => test.result().state)
    const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic()
    const loading = environmentSetupDuration + prepareDuration + collectDuration + setupDuration
    this.#sums.push({
      file: module.relativeModuleId,
      project: module.project.name,
      seconds: (loading + duration) / 1000,
      loading: loading / 1000,
      passed: states.filter((state) => state === 'passed').length,
      failed: states.filter((state) => state === 'failed').length,
    })
  }

  onTestRunEnd() {
    if (process.env.SUMS) writeFileSync(process.env.SUMS, JSON.stringify(this.#sums))
  }
}
