import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Small files that run long. */
const long = [/simulation\.test\.ts$/]

/** Those that take longest per file first; a process goes on with the next file where that is of the same project. */
const projects = ['relay', 'server', 'embedded', 'drawn', 'client', 'pure']

const isLong = ({ moduleId }: TestSpecification) => long.some((name) => name.test(moduleId))
const place = ({ project }: TestSpecification) => projects.indexOf(project.name)

/** Large files first, as vitest does, but project by project, and before them what would else leave a core idle to its end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const others = sorted.filter((file) => !isLong(file)).toSorted((one, other) => place(one) - place(other))
    return [...sorted.filter(isLong), ...others]
  }
}
