import { fileAddress } from '#collab/documents/file-address.ts'

/** Pictures of files for the far view, each asked for once, when it is first in sight. */
export class Pictures {
  readonly #byFile = new Map<string, HTMLImageElement>()
  readonly #onLoad: () => void

  constructor(onLoad: () => void) {
    this.#onLoad = onLoad
  }

  /** Null until it has come, and where it does not. */
  of(fileId: string): HTMLImageElement | null {
    const image = this.#byFile.get(fileId) ?? this.#ask(fileId)
    return image.complete && image.naturalWidth > 0 ? image : null
  }

  #ask(fileId: string): HTMLImageElement {
    const image = new Image()
    image.decoding = 'async'
    image.addEventListener('load', this.#onLoad)
    image.src = fileAddress(fileId)
    this.#byFile.set(fileId, image)
    return image
  }
}
