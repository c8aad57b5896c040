import {
  type ArgumentsHost,
  Body,
  Catch,
  Controller,
  type ExceptionFilter,
  HttpCode,
  HttpException,
  HttpStatus,
  Inject,
  Param,
  PayloadTooLargeException,
  Post,
  UploadedFile,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { z } from 'zod';
import { AttachFile } from '#libs/commands/denial-path/attach-file.js';
import { WorkDenialCase } from '#libs/commands/denial-path/work-denial-case.js';
import { ATTACHMENT_KINDS } from '#libs/contracts/attachment-kinds.js';
import { date, text } from '#libs/contracts/fields.js';
import { CheckedBody, checked } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';
import { refusal } from './refusal.js';

const MOST_MEGABYTES = 20;
const LIMITS = { fileSize: MOST_MEGABYTES * 1024 * 1024, files: 1, fields: 10, fieldSize: 10_000 };

const about = z.strictObject({
  kind: z.enum(ATTACHMENT_KINDS),
  /** Days of service that it documents, parted by commas; all days of the claim where absent. */
  servicesOn: z
    .string()
    .transform((days) => days.split(',').map((day) => day.trim()))
    .pipe(z.array(date).min(1).max(60))
    .exactOptional(),
});
const removed = z.strictObject({ reason: text });

interface Uploaded {
  readonly originalname: string;
  readonly buffer: Buffer;
}

/** What came is too large: told with the limit. */
@Catch(PayloadTooLargeException)
class TooLarge implements ExceptionFilter<HttpException> {
  catch(_: HttpException, host: ArgumentsHost): void {
    const detail = { code: 'attachment.too-large', message: `must be at most ${MOST_MEGABYTES} MB`, field: 'file' };
    const answer = refusal(detail, HttpStatus.PAYLOAD_TOO_LARGE);
    host.switchToHttp().getResponse().status(answer.getStatus()).json(answer.getResponse());
  }
}

/** Files that are put to a case. The name travels in the body, never in an address: it may be a patient's. */
@Controller('v1/denials/:denialId/attachments')
@UseFilters(TooLarge)
export class AttachmentsController {
  constructor(@Inject(PersonCommands) private readonly commands: PersonCommands) {}

  /** `multipart/form-data` with `file`, `kind` and, where it documents single days, `servicesOn`. */
  @Post()
  @HttpCode(200)
  @UseInterceptors(FileInterceptor('file', { limits: LIMITS, defParamCharset: 'utf8' }))
  attach(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @UploadedFile() file: Uploaded | undefined,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const told = checked(about, body);
    if (!file) throw refusal({ code: 'attachment.missing', message: 'must be a file', field: 'file' });
    const { originalname: name, buffer: bytes } = file;
    return this.commands.send(new AttachFile(person, { denialId, name, bytes, ...told }));
  }

  /** Takes it off the case; what was sent with it stays as it was. */
  @Post(':attachmentId/remove')
  @HttpCode(200)
  remove(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('attachmentId') attachmentId: string,
    @CheckedBody(removed) { reason }: z.output<typeof removed>,
  ): Promise<CommandAnswer> {
    const work = { type: 'RemoveAttachment', attachmentId, reason, by: person.actor } as const;
    return this.commands.send(new WorkDenialCase(person, { denialId, work }));
  }
}
