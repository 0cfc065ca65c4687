/** Where a server keeps its words: without a URL in the embedded database. */
export interface Target {
  name: 'embedded' | 'server'
  databaseUrl?: string
  /** The server behind that URL, to be ended and started again. */
  postgres?: { crash(): Promise<void>; start(): Promise<void> }
}

export interface Settings {
  seed: number
  kills: number
  writers: number
  /** How often, where an experiment counts something else than kills; its own default when absent. */
  times?: number
  say: (line: string) => void
}

export interface Outcome {
  isGood: boolean
  /** One plain sentence with the figures that matter. */
  sentence: string
  report: object
}

/** One way to break things, on each database that it says something about. */
export interface Experiment {
  name: string
  targets: Target['name'][]
  run(settings: Settings, target: Target): Promise<Outcome>
}
