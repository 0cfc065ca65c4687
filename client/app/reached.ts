import { api, call, OfflineError } from '#client/api.ts'

/** Whether any answer comes from the server, be it a refusal. */
export const isServerThere = () =>
  call(api.api.session.$get()).then(
    () => true,
    (error: unknown) => !(error instanceof OfflineError),
  )

/**
 * Code that did not come because no server answers is an error of the line, which is said as such. Where a server
 * answers, a newer release has taken the file away: the router loads the page anew.
 */
export function reached<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return () =>
    load().catch(async (error: unknown) => {
      throw (await isServerThere()) ? error : new OfflineError('no answer', { cause: error })
    })
}
