CREATE TABLE "poll_choices" (
	"poll_id" uuid NOT NULL,
	"option_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "poll_choices_poll_id_user_id_option_id_pk" PRIMARY KEY("poll_id","user_id","option_id")
);
--> statement-breakpoint
CREATE TABLE "poll_options" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"poll_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"text" text NOT NULL,
	"count" integer,
	CONSTRAINT "poll_options_position" UNIQUE("poll_id","position"),
	CONSTRAINT "poll_options_poll" UNIQUE("poll_id","id"),
	CONSTRAINT "poll_options_text" CHECK (length("poll_options"."text") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"message_id" uuid NOT NULL,
	"is_multiple" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"participants" integer,
	CONSTRAINT "polls_messageId_unique" UNIQUE("message_id"),
	CONSTRAINT "polls_closed" CHECK (("polls"."closed_at" is null) = ("polls"."participants" is null))
);
--> statement-breakpoint
CREATE TABLE "topic_followers" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "topic_followers_message_id_user_id_pk" PRIMARY KEY("message_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "topic_reads" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	CONSTRAINT "topic_reads_message_id_user_id_pk" PRIMARY KEY("message_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "topics_title" CHECK (length("topics"."title") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "poll_choices" ADD CONSTRAINT "poll_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_choices" ADD CONSTRAINT "poll_choices_poll_id_option_id_poll_options_poll_id_id_fk" FOREIGN KEY ("poll_id","option_id") REFERENCES "public"."poll_options"("poll_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "poll_options" ADD CONSTRAINT "poll_options_poll_id_polls_id_fk" FOREIGN KEY ("poll_id") REFERENCES "public"."polls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "polls" ADD CONSTRAINT "polls_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_followers" ADD CONSTRAINT "topic_followers_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_followers" ADD CONSTRAINT "topic_followers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_reads" ADD CONSTRAINT "topic_reads_message_id_topics_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."topics"("message_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_reads" ADD CONSTRAINT "topic_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topic_followers_user" ON "topic_followers" USING btree ("user_id");--> statement-breakpoint
INSERT INTO "topics" ("message_id", "title") SELECT "messages"."id", coalesce(nullif(btrim(left(split_part(btrim(regexp_replace("messages"."text", '<[@#][^>]*>', ' ', 'g')), chr(10), 1), 80)), ''), '…') FROM "messages" JOIN "channels" ON "channels"."id" = "messages"."channel_id" WHERE "channels"."kind" = 'forum' AND "messages"."thread_id" IS NULL;--> statement-breakpoint
INSERT INTO "topic_followers" ("message_id", "user_id") SELECT "messages"."id", "messages"."author_id" FROM "topics" JOIN "messages" ON "messages"."id" = "topics"."message_id" WHERE "messages"."author_id" IS NOT NULL;
--> statement-breakpoint
INSERT INTO "topic_reads" ("message_id", "user_id", "sequence") SELECT "topics"."message_id", "channel_reads"."user_id", "channel_reads"."sequence" FROM "topics" JOIN "messages" ON "messages"."id" = "topics"."message_id" JOIN "channel_reads" ON "channel_reads"."channel_id" = "messages"."channel_id";
