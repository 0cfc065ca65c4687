/** Why a file that is whole cannot be freed of who wrote it, or loads things by itself. */
export type CleaningFault = 'file_broken' | 'file_external' | 'file_signed' | 'file_embedded' | 'file_pdf'

/** Thrown where a file is not taken. */
export class Refused extends Error {
  readonly reason: CleaningFault
  constructor(reason: CleaningFault) {
    super(reason)
    this.name = 'Refused'
    this.reason = reason
  }
}
