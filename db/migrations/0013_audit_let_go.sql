ALTER TABLE "audit_heads" ADD COLUMN "let_go" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'DELETE' AND coalesce(OLD.number, OLD.id) <= (SELECT let_go FROM audit_heads WHERE chain = coalesce(OLD.chain, 'before')) THEN RETURN OLD; END IF; RAISE EXCEPTION 'the audit is append-only'; END $$;
