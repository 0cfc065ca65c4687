/** Raised when an older client can no longer show what a newer one writes; older clients then only read. */
export const pageSchemaVersion = 1
