// libpq: the client's side of PostgreSQL.
#ifndef VITRINE_POSTGRES_SHIM_H
#define VITRINE_POSTGRES_SHIM_H
#include <libpq-fe.h>
// The codes of fields of an error (PG_DIAG_...), which are characters.
static const int vitrine_postgres_state = PG_DIAG_SQLSTATE;
static const int vitrine_postgres_message = PG_DIAG_MESSAGE_PRIMARY;
static const int vitrine_postgres_detail = PG_DIAG_MESSAGE_DETAIL;
#endif
