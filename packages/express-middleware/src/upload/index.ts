export type { MediaUpload, MediaUploadHandler, MediaUploadOptions } from './media-upload.ts';
export { mediaUpload } from './media-upload.ts';
