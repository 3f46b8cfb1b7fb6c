/** Whether a host, as a URL has it, is this machine: by its name and not by what the name stands for today. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
