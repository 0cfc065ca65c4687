import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Small files that run long. */
const long = [/simulation\.test\.ts$/]

const isLong = ({ moduleId }: TestSpecification) => long.some((name) => name.test(moduleId))

/** Large files first, as vitest does, and before them what would else begin last and leave a core idle to its end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
