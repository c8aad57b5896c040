import {
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { z } from 'zod';
import { AppealPackets } from '#libs/commands/denial-path/appeal-packets.js';
import { PrepareAppealPacket } from '#libs/commands/denial-path/prepare-appeal-packet.js';
import { identifier, text } from '#libs/contracts/fields.js';
import type { DenialState } from '#libs/domain/denial-case/state.js';
import { CheckedBody } from './checked-body.js';
import { type CommandAnswer, PersonCommands } from './person-commands.js';
import { Person, type PersonContext } from './person-context.js';
import { refusal } from './refusal.js';

const prepare = z.strictObject({ level: identifier, statement: text.exactOptional() });
const NO_STORE = 'no-store';

const unknown = (code: string, message: string) => refusal({ code, message }, HttpStatus.NOT_FOUND);

/** What goes to the payer with an appeal: put together, looked at and taken away. Filing is another command, of a person. */
@Controller('v1/denials/:denialId')
export class AppealPacketsController {
  constructor(
    @Inject(PersonCommands) private readonly commands: PersonCommands,
    @Inject(AppealPackets) private readonly packets: AppealPackets,
  ) {}

  /** Puts everything together anew; the answer names the packet. */
  @Post('packets')
  @HttpCode(200)
  prepare(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @CheckedBody(prepare) body: z.output<typeof prepare>,
  ): Promise<CommandAnswer> {
    return this.commands.send(new PrepareAppealPacket(person, { denialId, ...body }));
  }

  /** What the appeal of a level asks for, and what of it is missing. */
  @Get('checklist')
  async checklist(@Person() person: PersonContext, @Param('denialId') denialId: string, @Query('level') level = '') {
    const found = await this.packets.checklist(person, await this.case(person, denialId), level);
    if (!found.ok) throw refusal(found.refusal);
    return found.value;
  }

  @Get('packets/:packetId.pdf')
  @Header('cache-control', NO_STORE)
  async pdf(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('packetId') packetId: string,
  ): Promise<StreamableFile> {
    const { fileId } = await this.packet(person, denialId, packetId);
    return this.file(person, fileId, 'application/pdf');
  }

  @Get('packets/:packetId.json')
  @Header('cache-control', NO_STORE)
  async data(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('packetId') packetId: string,
  ): Promise<StreamableFile> {
    const { dataFileId } = await this.packet(person, denialId, packetId);
    return this.file(person, dataFileId, 'application/json');
  }

  @Get('attachments/:attachmentId')
  @Header('cache-control', NO_STORE)
  async attachment(
    @Person() person: PersonContext,
    @Param('denialId') denialId: string,
    @Param('attachmentId') attachmentId: string,
  ): Promise<StreamableFile> {
    const { desk } = await this.case(person, denialId);
    const found = desk.attachments.find((one) => one.attachmentId === attachmentId);
    if (!found) throw unknown('attachment.unknown', 'The case has no such attachment.');
    return this.file(person, found.fileId, found.contentType);
  }

  private async case(person: PersonContext, denialId: string): Promise<DenialState> {
    const { state } = await this.packets.load(person, denialId);
    if (!state.opened) throw unknown('denial.unknown', 'No such case was ever opened.');
    return state;
  }

  private async packet(person: PersonContext, denialId: string, packetId: string) {
    const { packets } = await this.case(person, denialId);
    const found = packets.prepared.find((one) => one.packetId === packetId);
    if (!found) throw unknown('appeal-packet.unknown', 'The case has no such packet.');
    return found;
  }

  private async file({ practiceId }: PersonContext, fileId: string, type: string): Promise<StreamableFile> {
    const bytes = await this.packets.bytes(practiceId, fileId);
    if (!bytes) throw refusal({ code: 'file.forgotten', message: 'The file’s key was destroyed.' }, HttpStatus.GONE);
    return new StreamableFile(bytes, { type, disposition: 'attachment' });
  }
}
