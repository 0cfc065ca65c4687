import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initSync, type TypstCompiler, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler'
import type { CleanSheet } from './clean.ts'
import { coveredBy } from './coverage.ts'
import { template } from './template.ts'

/* Runs in a thread of its own (sheet-worker.ts): what it takes of memory it keeps until the thread ends. */

export type SheetAnswer =
  | { pdf: Uint8Array<ArrayBuffer>; memory: number }
  | { reason: 'sheet_failed'; said: string; memory: number }

const { resolve } = createRequire(import.meta.url)
const fontFiles = [
  ...['400Regular', '700Bold', '400Regular_Italic'].map((cut) => `noto-sans/${cut}/NotoSans_${cut}.ttf`),
  ...['400Regular', '700Bold'].flatMap((cut) => [
    `noto-sans-armenian/${cut}/NotoSansArmenian_${cut}.ttf`,
    `noto-sans-georgian/${cut}/NotoSansGeorgian_${cut}.ttf`,
    `vazirmatn/${cut}/Vazirmatn_${cut}.ttf`,
  ]),
].map((path) => `@expo-google-fonts/${path}`)

/** What is drawn in the place of a character that no font has. */
const unknown = '\uFFFD'

export class SheetEngine {
  readonly #compiler: TypstCompiler
  readonly #memory: WebAssembly.Memory
  readonly #covered: ReadonlySet<number>

  private constructor(compiler: TypstCompiler, memory: WebAssembly.Memory, covered: ReadonlySet<number>) {
    this.#compiler = compiler
    this.#memory = memory
    this.#covered = covered
  }

  static async start(): Promise<SheetEngine> {
    const { memory } = initSync({ module: readFileSync(resolve('@myriaddreamin/typst-ts-web-compiler/wasm')) })
    const builder = new TypstCompilerBuilder()
    // No files, no packages and no network: what is not given here is not there.
    builder.set_dummy_access_model()
    const covered = new Set<number>()
    for (const file of fontFiles) {
      const font = readFileSync(resolve(file))
      for (const code of coveredBy(font)) covered.add(code)
      await builder.add_raw_font(font)
    }
    const compiler = await builder.build()
    compiler.add_source('/main.typ', template)
    return new SheetEngine(compiler, memory, covered)
  }

  /** Draws what `cleanSheet` made. */
  draw({ json, pictures }: CleanSheet): SheetAnswer {
    try {
      this.#compiler.map_shadow('/sheet.json', new TextEncoder().encode(this.#drawable(json)))
      for (const { path, bytes } of pictures) this.#compiler.map_shadow(path, bytes)
      const answer: unknown = this.#compiler.compile('/main.typ', null, 'pdf', 2)
      const pdf = answer instanceof Object && 'result' in answer ? answer.result : answer
      if (!(pdf instanceof Uint8Array)) return this.#failed(answer)
      return { pdf: new Uint8Array(pdf), memory: this.#memory.buffer.byteLength }
    } catch (error) {
      return this.#failed(error)
    } finally {
      // Nobody's picture is there for the next sheet.
      for (const { path } of pictures) this.#compiler.unmap_shadow(path)
      this.#compiler.reset()
    }
  }

  #failed(said: unknown): SheetAnswer {
    return { reason: 'sheet_failed', said: String(said).slice(0, 500), memory: this.#memory.buffer.byteLength }
  }

  #drawable(sheet: string): string {
    return sheet.replaceAll(/[^\0-\u024F]/gu, (char) =>
      this.#covered.has(char.codePointAt(0) ?? 0) || /\p{Cf}|\p{Mn}/u.test(char) ? char : unknown,
    )
  }
}
