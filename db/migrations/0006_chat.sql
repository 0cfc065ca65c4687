CREATE TABLE "channel_reads" (
	"channel_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_reads_channel_id_user_id_pk" PRIMARY KEY("channel_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" serial NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"group_id" uuid,
	"pupil_id" uuid,
	"title" text,
	"last_sequence" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone,
	"slow_seconds" smallint DEFAULT 0 NOT NULL,
	"paused_at" timestamp with time zone,
	"paused_by" uuid,
	"paused_until" timestamp with time zone,
	"needs_teacher" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channels_number_unique" UNIQUE("number"),
	CONSTRAINT "channels_group" UNIQUE("group_id"),
	CONSTRAINT "channels_pupil" UNIQUE("project_id","pupil_id"),
	CONSTRAINT "channels_kind" CHECK ("channels"."kind" in ('project', 'group', 'teachers', 'forum', 'ask')),
	CONSTRAINT "channels_of_group" CHECK ("channels"."kind" = 'group' or "channels"."group_id" is null),
	CONSTRAINT "channels_of_pupil" CHECK (("channels"."kind" = 'ask') = ("channels"."pupil_id" is not null)),
	CONSTRAINT "channels_title" CHECK (length("channels"."title") between 1 and 120),
	CONSTRAINT "channels_slow" CHECK ("channels"."slow_seconds" between 0 and 3600),
	CONSTRAINT "channels_pause" CHECK ("channels"."paused_at" is not null or ("channels"."paused_until" is null and "channels"."paused_by" is null))
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "mentions_message_id_kind_target_id_pk" PRIMARY KEY("message_id","kind","target_id"),
	CONSTRAINT "mentions_kind" CHECK ("mentions"."kind" in ('person', 'document'))
);
--> statement-breakpoint
CREATE TABLE "message_edits" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"message_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"editor_id" uuid,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"message_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"reaction" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_reactions_message_id_user_id_reaction_pk" PRIMARY KEY("message_id","user_id","reaction"),
	CONSTRAINT "message_reactions_reaction" CHECK ("message_reactions"."reaction" in ('yes', 'heart', 'laugh', 'wow', 'thanks', 'question', 'idea', 'done'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel_id" uuid NOT NULL,
	"sequence" integer,
	"author_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"text" text NOT NULL,
	"language" text,
	"reply_to" uuid,
	"thread_id" uuid,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"last_reply_at" timestamp with time zone,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"deleted_by" uuid,
	"pinned_at" timestamp with time zone,
	"pinned_by" uuid,
	"deliver_at" timestamp with time zone,
	"words" "tsvector",
	CONSTRAINT "messages_sequence" UNIQUE("channel_id","sequence"),
	CONSTRAINT "messages_sequence_positive" CHECK ("messages"."sequence" > 0),
	CONSTRAINT "messages_held_until" CHECK ("messages"."sequence" is not null or "messages"."deliver_at" is not null),
	CONSTRAINT "messages_text" CHECK (length("messages"."text") <= 4000),
	CONSTRAINT "messages_thread_of_reply" CHECK (("messages"."thread_id" is null) = ("messages"."reply_to" is null))
);
--> statement-breakpoint
ALTER TABLE "channel_reads" ADD CONSTRAINT "channel_reads_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_reads" ADD CONSTRAINT "channel_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_pupil_id_users_id_fk" FOREIGN KEY ("pupil_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_paused_by_users_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_edits" ADD CONSTRAINT "message_edits_editor_id_users_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reply_to_messages_id_fk" FOREIGN KEY ("reply_to") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_thread_id_messages_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_pinned_by_users_id_fk" FOREIGN KEY ("pinned_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channels_project" ON "channels" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "mentions_target" ON "mentions" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "message_edits_message" ON "message_edits" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "messages_at" ON "messages" USING btree ("channel_id","at");--> statement-breakpoint
CREATE INDEX "messages_author" ON "messages" USING btree ("author_id","channel_id","sequence");--> statement-breakpoint
CREATE INDEX "messages_reply" ON "messages" USING btree ("reply_to") WHERE "messages"."reply_to" is not null;--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" USING btree ("thread_id","sequence") WHERE "messages"."thread_id" is not null;--> statement-breakpoint
CREATE INDEX "messages_top" ON "messages" USING btree ("channel_id","sequence") WHERE "messages"."thread_id" is null;--> statement-breakpoint
CREATE INDEX "messages_pinned" ON "messages" USING btree ("channel_id","sequence") WHERE "messages"."pinned_at" is not null;--> statement-breakpoint
CREATE INDEX "messages_held" ON "messages" USING btree ("deliver_at") WHERE "messages"."sequence" is null;--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
INSERT INTO "channels" ("project_id", "kind") SELECT "projects"."id", "kinds"."kind" FROM "projects" CROSS JOIN (VALUES ('project'), ('teachers'), ('forum')) AS "kinds" ("kind");--> statement-breakpoint
INSERT INTO "channels" ("project_id", "kind", "group_id") SELECT "project_id", 'group', "id" FROM "groups";--> statement-breakpoint
INSERT INTO "channels" ("project_id", "kind", "pupil_id") SELECT "project_id", 'ask', "user_id" FROM "members" WHERE "role" IN ('pupil', 'pupil_admin') AND "left_at" IS NULL;
