/** Why a backup was not made, taken back or believed: a sentence for whoever asked for it. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BackupRefused'
  }
}
