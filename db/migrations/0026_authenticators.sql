CREATE TABLE "authenticators" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"sealed" text,
	"last_step" integer,
	"credential_id" text,
	"public_key" "bytea",
	"counter" bigint,
	"transports" text[],
	CONSTRAINT "authenticators_credentialId_unique" UNIQUE("credential_id"),
	CONSTRAINT "authenticators_kind" CHECK ("authenticators"."kind" in ('totp', 'passkey')),
	CONSTRAINT "authenticators_name" CHECK (length("authenticators"."name") between 1 and 60),
	CONSTRAINT "authenticators_parts" CHECK (case "authenticators"."kind" when 'totp' then num_nulls("authenticators"."sealed", "authenticators"."last_step") = 0 and num_nonnulls("authenticators"."credential_id", "authenticators"."public_key", "authenticators"."counter", "authenticators"."transports") = 0
      else num_nonnulls("authenticators"."sealed", "authenticators"."last_step") = 0 and num_nulls("authenticators"."credential_id", "authenticators"."public_key", "authenticators"."counter", "authenticators"."transports") = 0 end)
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"is_shared_device" boolean NOT NULL,
	"challenge" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mails" DROP CONSTRAINT "mails_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "notices_kind";--> statement-breakpoint
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authenticators_user" ON "authenticators" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "authenticators_totp" ON "authenticators" USING btree ("user_id") WHERE "authenticators"."kind" = 'totp';--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sign_ins_expires" ON "sign_ins" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_kind" CHECK ("mails"."kind" in ('recovery', 'mandate', 'second_step_removed'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused'));