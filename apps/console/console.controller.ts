import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header } from '@nestjs/common';

const asset = (name: string) => readFileSync(join(import.meta.dirname, 'public', name), 'utf8');
const PAGE = asset('index.html');
const STYLE = asset('console.css');
const SCRIPT = asset('console.js');

/** The page that a billing department works in: today the denial worklist. */
@Controller('console')
export class ConsoleController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'self'; base-uri 'none'; frame-ancestors 'none'")
  page(): string {
    return PAGE;
  }

  @Get('console.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return STYLE;
  }

  @Get('console.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }
}
