/** Where the bytes of an uploaded file are read; judged by the server on each request. */
export const fileAddress = (fileId: string) => `/api/files/${fileId}`
