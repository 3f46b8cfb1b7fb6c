import { InputError, type InputIssue, problemOf } from '@chatti/core';
import { BadRequestException } from '@nestjs/common';

/**
 * What `ChattiValidationPipe` throws: status 400, with the problem document of the input as its response. `cause` is the
 * `InputError`, with the same issues. `ChattiExceptionFilter` makes `application/problem+json` of it; without the filter
 * Nest answers the same document as JSON.
 */
export class InvalidInputException extends BadRequestException {
  override cause: InputError;

  constructor(issues: readonly InputIssue[]) {
    const cause = new InputError(issues);
    super({ ...problemOf(cause) }, { cause });
    this.cause = cause;
  }
}
