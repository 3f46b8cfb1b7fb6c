/**
 * What a detector of magic bytes may call a genuine file, by the media type that its extension stands for. MPEG
 * streams and AVI go by several names, and a phone's 3GP with sound alone is still a video container.
 */
export const MEDIA_MIMES: Readonly<Record<string, readonly string[]>> = {
  'image/gif': ['image/gif'],
  'image/png': ['image/png', 'image/apng'],
  'image/jpeg': ['image/jpeg'],
  'audio/mpeg': ['audio/mpeg'],
  'audio/wav': ['audio/wav', 'audio/vnd.wave', 'audio/x-wav'],
  'audio/3gpp': ['video/3gpp', 'audio/3gpp'],
  'video/mp4': ['video/mp4', 'video/x-m4v'],
  'video/mpeg': ['video/mpeg', 'video/MP1S', 'video/MP2P', 'video/mp2t'],
  'video/avi': ['video/vnd.avi', 'video/x-msvideo', 'video/avi'],
  'application/pdf': ['application/pdf'],
  'text/vcard': ['text/vcard'],
};
